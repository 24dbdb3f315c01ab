package dev.groundplan.engine.process;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a child is asked to stop: one polite SIGINT, to the tool alone or to its whole group.
 *
 * @param grace after which the whole sandbox is killed; null for never (only a second request by a
 *     person kills)
 */
public record CancelPolicy(Target target, @Nullable Duration grace) {
    public enum Target {
        LEADER,
        GROUP
    }
}
