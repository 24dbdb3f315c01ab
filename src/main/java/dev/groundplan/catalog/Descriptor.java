package dev.groundplan.catalog;

import dev.groundplan.engine.StepSpec;
import dev.groundplan.form.FormDefinition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a template version says about itself, read once at import.
 *
 * @param tools version ranges by tool name
 * @param steps in an order that respects their needs
 */
public record Descriptor(
        String title,
        String description,
        @Nullable String owner,
        List<String> tags,
        Map<String, String> tools,
        FormDefinition form,
        List<StepSpec> steps,
        List<OutputSpec> outputs,
        PartApproval approval) {

    /** Whether one personal approval covers the later parts of a run. */
    public enum PartApproval {
        EACH,
        ONCE
    }

    /**
     * An output shown on the environment's page.
     *
     * @param value text with {@code ${{ … }}} references
     */
    public record OutputSpec(String name, String title, As as, String value) {
        public enum As {
            TEXT,
            LINK,
            COMMAND,
            SECRET
        }
    }
}
