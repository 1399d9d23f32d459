import { useExternalListener, useRef, useState } from "@odoo/owl";
import { useThrottleForAnimation } from "@web/core/utils/timing";

/**
 * Of a long table only the rows in sight are in the document. Rows are all of one height, under a
 * fixed head; the template puts `above` and `below` pixels of space around the rows from `first`
 * to `last`.
 *
 * @param {Object} options
 * @param {string} options.scroller name of the reference to the element that scrolls
 * @param {number} options.height of one row, in pixels
 * @param {() => number} options.getCount how many rows there are
 * @param {number} [options.margin] rows kept ready beyond each edge
 */
export function useVirtualRows({ scroller, height, getCount, margin = 12 }) {
    const ref = useRef(scroller);
    const state = useState({ first: 0, count: 60 });

    const measure = () => {
        if (ref.el) {
            const { scrollTop, clientHeight } = ref.el;
            state.first = Math.max(0, Math.floor(scrollTop / height) - margin);
            state.count = Math.ceil(clientHeight / height) + 2 * margin;
        }
    };
    const onScroll = useThrottleForAnimation(measure);
    useExternalListener(window, "resize", onScroll);

    return {
        onScroll,
        measure,
        get first() {
            return Math.min(state.first, Math.max(0, getCount() - 1));
        },
        get last() {
            return Math.min(getCount(), state.first + state.count);
        },
        get above() {
            return this.first * height;
        },
        get below() {
            return Math.max(0, getCount() - this.last) * height;
        },
        get page() {
            return Math.max(1, Math.floor((ref.el?.clientHeight || 0) / height) - 3);
        },
        /** Scroll no farther than needed to see a row below the head and above the foot. */
        reveal(index, head = 0, foot = 0) {
            const el = ref.el;
            const room = el.clientHeight - head - foot - height;
            if (index * height < el.scrollTop) {
                el.scrollTop = index * height;
            } else if (index * height > el.scrollTop + room) {
                el.scrollTop = index * height - room;
            }
            measure();
        },
    };
}
