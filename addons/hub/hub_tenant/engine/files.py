"""The filestore of a tenant: a folder of files that never change, so a clone links them."""

import os
import shutil
from pathlib import Path

MAKING = ".making-"


def clone(filestore, template, database, half=None):
    """Give ``database`` the files of ``template`` by hard links.

    The folder gets its name when it is whole. Where links are not possible (another file system)
    files are copied.

    :param half: called when half of it has been done
    """
    source, target = Path(filestore) / template, Path(filestore) / database
    partial = Path(filestore) / f"{MAKING}{database}"
    if target.is_dir():
        return count(target)
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    if source.is_dir():
        shutil.copytree(source, partial, copy_function=_link, dirs_exist_ok=True)
    if half:
        half()
    partial.rename(target)
    return count(target)


def _link(source, target):
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target


def exists(filestore, database):
    return (Path(filestore) / database).is_dir()


def count(folder):
    return sum(len(files) for _folder, _folders, files in os.walk(folder))


def remove(filestore, database):
    """Remove the files of ``database``, whole or half made; return how many there were."""
    target = Path(filestore) / database
    number = count(target)
    for folder in (target, Path(filestore) / f"{MAKING}{database}"):
        if folder.is_dir():
            shutil.rmtree(folder)
    return number


def listing(filestore, prefix="gotgan_t"):
    """Return the names of the folders there are, whole and half made ones alike."""
    folder = Path(filestore)
    names = [one.name for one in folder.iterdir()] if folder.is_dir() else []
    return sorted(
        name.removeprefix(MAKING) for name in names if name.removeprefix(MAKING).startswith(prefix)
    )
