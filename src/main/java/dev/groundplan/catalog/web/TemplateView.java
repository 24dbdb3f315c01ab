package dev.groundplan.catalog.web;

import dev.groundplan.page.Tab;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A template as a page. Only the parts of the chosen tab are filled.
 *
 * @param tab which part is shown: about, parameters, outputs or versions
 * @param version the last good one; null when there never was one
 * @param requestUrl null when there is nothing to request
 * @param mayRequest whether the viewer is a requester of any team
 * @param readme sanitised HTML, the only thing on the page that is not escaped again
 */
record TemplateView(
        String name,
        String title,
        String description,
        @Nullable String owner,
        @Nullable String version,
        List<String> tags,
        List<Tab> tabs,
        String tab,
        @Nullable String requestUrl,
        boolean mayRequest,
        boolean removed,
        @Nullable Trouble trouble,
        @Nullable String readme,
        List<StepRow> steps,
        List<ToolRow> tools,
        List<ParameterPage> parameters,
        List<OutputRow> outputs,
        List<VersionRow> versions,
        @Nullable String changelog) {

    /**
     * What is wrong with the newest files.
     *
     * @param heading what that means for people who want to request it
     * @param folder on the portal's disk; null for people whom that is no business of
     */
    record Trouble(
            boolean fatal, String heading, @Nullable String folder, List<ProblemRow> problems) {}

    /**
     * @param place such as "template.yaml, line 12"; null when it is about the whole template
     */
    record ProblemRow(@Nullable String place, String message) {}

    record StepRow(String id, String tool, String source, @Nullable String after) {}

    /**
     * @param wanted the range of versions; null when any will do
     * @param found what this portal has, or why it has none
     */
    record ToolRow(String title, @Nullable String wanted, boolean usable, String found) {}

    record ParameterPage(String title, @Nullable String description, List<ParameterRow> rows) {}

    /**
     * @param depth 0 for a parameter, more for its parts
     * @param marks such as "required", "secret", "fixed"
     */
    record ParameterRow(
            String name,
            String title,
            int depth,
            String type,
            @Nullable String defaultValue,
            List<String> allowed,
            List<String> marks,
            @Nullable String help) {}

    record OutputRow(String name, String title, String kind, String value) {}

    record VersionRow(
            String version,
            boolean current,
            Instant importedAt,
            String digest,
            String shortDigest) {}
}
