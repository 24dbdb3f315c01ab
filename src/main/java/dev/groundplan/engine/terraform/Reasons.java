package dev.groundplan.engine.terraform;

import java.util.Map;

/**
 * Why Terraform does something to a resource, in plain words. The keys: "action_reason" of its plan
 * format.
 */
final class Reasons {
    private static final Map<String, String> WORDS =
            Map.ofEntries(
                    Map.entry("replace_because_tainted", "An earlier run left it half-made."),
                    Map.entry("replace_because_cannot_update", "It can't be changed in place."),
                    Map.entry("replace_by_request", "Its replacement was asked for."),
                    Map.entry("replace_by_triggers", "Something that it follows is changed."),
                    Map.entry(
                            "delete_because_no_resource_config", "The template no longer has it."),
                    Map.entry("delete_because_no_module", "The template no longer has its module."),
                    Map.entry(
                            "delete_because_wrong_repetition",
                            "The template now makes it once per key or number."),
                    Map.entry(
                            "delete_because_count_index", "The template now makes fewer of them."),
                    Map.entry("delete_because_each_key", "Its key is no longer in the list."),
                    Map.entry(
                            "delete_because_no_move_target",
                            "It was moved to where the template has nothing."),
                    Map.entry(
                            "read_because_config_unknown",
                            "What it needs is known only during the apply."),
                    Map.entry(
                            "read_because_dependency_pending",
                            "Something that it needs is changed first."),
                    Map.entry("read_because_check_nested", "A check reads it during the apply."));

    private Reasons() {}

    /** Of a reason from a newer version, its name says enough. */
    static String words(String reason) {
        return WORDS.getOrDefault(reason, reason.replace('_', ' '));
    }
}
