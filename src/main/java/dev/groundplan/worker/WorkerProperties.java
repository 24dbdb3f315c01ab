package dev.groundplan.worker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this node works.
 *
 * @param threads runs at the same time
 * @param poll how often the queue is looked at when nobody wakes the worker
 * @param heartbeat how often a worker says that it lives; it counts as dead after four missed ones
 * @param sweep how often somebody looks for runs that nobody looks after
 * @param drain how long a worker that is stopped waits for the runs that it has in hand; after that
 *     it leaves applies to themselves, which works where their processes outlive it
 * @param planLimit a plan that takes longer is stopped
 * @param planSilence a plan without a byte of output for so long is stopped
 * @param applyLimit null, the default: an apply is never killed by a clock
 * @param applySilence null, the default: as long as an apply is silent, it is
 */
@ConfigurationProperties("groundplan.worker")
public record WorkerProperties(
        @DefaultValue("4") int threads,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("5s") Duration heartbeat,
        @DefaultValue("30s") Duration sweep,
        @DefaultValue("0s") Duration drain,
        @DefaultValue("1h") Duration planLimit,
        @DefaultValue("10m") Duration planSilence,
        @Nullable Duration applyLimit,
        @Nullable Duration applySilence) {}
