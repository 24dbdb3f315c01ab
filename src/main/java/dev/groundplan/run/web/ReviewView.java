package dev.groundplan.run.web;

import dev.groundplan.page.Link;
import java.util.List;

/**
 * The last look before a request is sent.
 *
 * @param fields everything that was typed, as hidden inputs of the sending form; never a secret
 */
record ReviewView(
        boolean change,
        String heading,
        String subtitle,
        List<Link> crumbs,
        String action,
        String submitLabel,
        List<ValueRow> facts,
        List<ValueRow> values,
        List<Hidden> fields,
        List<String> next) {

    record Hidden(String name, String value) {}
}
