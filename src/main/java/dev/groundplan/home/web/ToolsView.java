package dev.groundplan.home.web;

import dev.groundplan.engine.process.SandboxStatus;
import dev.groundplan.page.StatusMark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tools of this node, how they are kept apart from the portal, and the room they have. */
record ToolsView(List<Tool> tools, Sandbox sandbox, List<Disk> disks) {

    /**
     * @param versions such as "1.11.4, 1.9.8"; empty when it is missing
     * @param digest of the newest version's program; null for what is part of the portal
     * @param missing why it can't be used and how to get it; null when it can
     */
    record Tool(
            String name,
            String title,
            StatusMark status,
            String versions,
            @Nullable String digest,
            @Nullable String missing) {}

    /**
     * @param mode as it is configured
     * @param tone of the note about it
     */
    record Sandbox(
            StatusMark status,
            String mode,
            String sentence,
            String tone,
            List<SandboxStatus.Check> checks) {}

    /**
     * A volume.
     *
     * @param free as text, such as "12,300 MB of 50,000 MB"
     */
    record Disk(String path, String free, StatusMark status) {}
}
