package dev.groundplan.catalog.manifest;

import dev.groundplan.catalog.snapshot.TemplateFiles;

/** What a README says about a template that says nothing else. */
final class Readmes {
    private Readmes() {}

    /** The first sentence of the first paragraph under the headings; empty when there is none. */
    static String firstSentence(TemplateFiles files) {
        for (var paragraph : files.text("README.md").orElse("").split("\\R\\s*\\R")) {
            var text = paragraph.strip().replaceAll("\\s+", " ");
            if (!text.isEmpty() && Character.isLetterOrDigit(text.codePointAt(0))) {
                var sentence = text.replaceAll("(?<=[.!?]) .*", "");
                return sentence.length() > 300 ? sentence.substring(0, 299) + "…" : sentence;
            }
        }
        return "";
    }
}
