package dev.groundplan.home.api;

import dev.groundplan.run.RunStatus;
import dev.groundplan.worker.Host;
import dev.groundplan.worker.Workers.InHand;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One host as the API tells it. */
record HostAnswer(
        UUID id,
        String name,
        Host.State state,
        @Schema(description = "`web`, `worker`, or both, joined with `+`.") String roles,
        @Schema(description = "The engines whose tools it can use.") List<String> engines,
        Instant startedAt,
        Instant seenAt,
        @Schema(description = "What it plans, applies or settles.") List<RunInHand> inHand,
        @Schema(description = "Its applies that nobody follows now.") List<RunInHand> unproven,
        @Schema(description = "That an admin declared it dead; absent when nobody did.")
                @Nullable Death declaredDead) {

    record RunInHand(UUID run, int number, String environment, RunStatus status) {
        static RunInHand of(InHand run) {
            return new RunInHand(run.run(), run.number(), run.environment(), run.status());
        }
    }

    record Death(
            Instant at,
            String by,
            String reason,
            @Schema(description = "Whether it was heard of since.") boolean back) {}

    static HostAnswer of(Host host) {
        var newest = host.newest();
        var death = host.death();
        return new HostAnswer(
                host.id(),
                host.name(),
                host.state(),
                newest.roles(),
                newest.engines(),
                newest.startedAt(),
                newest.seenAt(),
                host.inHand().stream().map(RunInHand::of).toList(),
                host.unproven().stream().map(RunInHand::of).toList(),
                death == null
                        ? null
                        : new Death(death.at(), death.by(), death.reason(), host.isBack()));
    }
}
