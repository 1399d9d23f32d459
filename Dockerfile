# The same installation as on a bare machine: scripts/gotgan installs it, from
# the same config/pins.ini. Debian's own Python; an ordinary user; see docs/install.md.
FROM debian:trixie-slim

RUN apt-get update \
 && apt-get install --yes --no-install-recommends \
        ca-certificates python3 python3-venv libmagic1 fonts-nanum \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home --home-dir /srv/gotgan --uid 10001 --shell /usr/sbin/nologin gotgan

WORKDIR /srv/gotgan/app
ENV GOTGAN_HOME=/srv/gotgan/local \
    LANG=C.UTF-8 \
    TZ=Asia/Seoul

# Everything that is downloaded depends on these two only, so a change of our
# own code does not download anything again.
COPY --chown=gotgan:gotgan config/pins.ini config/pins.ini
COPY --chown=gotgan:gotgan scripts scripts
RUN mkdir -p /srv/gotgan/local && chown -R gotgan:gotgan /srv/gotgan
USER gotgan
RUN scripts/gotgan install && rm -rf /srv/gotgan/local/cache

COPY --chown=gotgan:gotgan odoo.conf odoo.conf
COPY --chown=gotgan:gotgan addons addons
COPY --chown=gotgan:gotgan config config

# Databases (when GOTGAN_DSN names no server), files and secrets outlive the image.
RUN mkdir -p -m 700 /srv/gotgan/local/postgres /srv/gotgan/local/data /srv/gotgan/local/secrets \
        /srv/gotgan/local/run /srv/gotgan/local/var
VOLUME ["/srv/gotgan/local/postgres", "/srv/gotgan/local/data", "/srv/gotgan/local/secrets", \
        "/srv/gotgan/local/run", "/srv/gotgan/local/var"]

EXPOSE 8069 8072
HEALTHCHECK --interval=30s --timeout=5s --start-period=5m \
    CMD ["python3", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8069/web/health', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["scripts/gotgan"]
CMD ["serve"]
