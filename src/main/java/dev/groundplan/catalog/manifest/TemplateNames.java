package dev.groundplan.catalog.manifest;

import java.util.Locale;

/** Names of templates: lower case letters, digits and single dashes, starting with a letter. */
public final class TemplateNames {
    private static final int LONGEST = 60;

    private TemplateNames() {}

    /** The name of a template whose folder is all that is known of it. */
    public static String ofFolder(String folder) {
        var name =
                folder.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^[-0-9]+|-+$", "");
        if (name.isEmpty()) {
            return "unnamed";
        }
        return name.length() > LONGEST ? name.substring(0, LONGEST).replaceAll("-+$", "") : name;
    }
}
