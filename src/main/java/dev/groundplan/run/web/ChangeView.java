package dev.groundplan.run.web;

import dev.groundplan.page.DiffLine;
import dev.groundplan.page.ValueView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change of a plan.
 *
 * @param anchor the id of its element and the fragment of its permalink
 * @param step its step; null where there is one only
 * @param where host or namespace; null for none
 * @param notes sentences: why, in what order, where it moved from
 * @param rows changed attributes first
 * @param unchanged how many attributes stay as they are and are not in rows
 * @param diff lines of changed text; empty when the rows say it all
 * @param open whether it starts unfolded
 */
record ChangeView(
        String anchor,
        ActionView action,
        @Nullable String step,
        String address,
        String type,
        @Nullable String where,
        List<String> notes,
        List<Row> rows,
        int unchanged,
        List<DiffLine> diff,
        boolean open) {

    /**
     * @param forcesReplacement it is because of this attribute that the thing is replaced
     * @param diff instead of the two values, for long texts; empty otherwise
     */
    record Row(
            String path,
            ValueView before,
            ValueView after,
            boolean forcesReplacement,
            List<DiffLine> diff) {}
}
