package dev.groundplan.checker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The invariants I1 to I12 of a portal at rest, over its database, the recorder's journals, what
 * clients were told, and what the portal shows.
 */
public class RunChecker {
    private final DataSource dataSource;
    private final List<Path> data;
    private List<Accepted> history = List.of();
    private List<Decided> decided = List.of();
    private List<String> reasons = List.of();
    private @Nullable Function<UUID, byte[]> contents;
    private @Nullable UnaryOperator<String> portal;

    /**
     * @param data the data directories of all nodes
     */
    public RunChecker(DataSource dataSource, Path... data) {
        this.dataSource = dataSource;
        this.data = List.of(data);
    }

    /** What clients were told: none of it is lost, and what was sent again was done once. */
    public RunChecker told(List<Accepted> accepted) {
        history = List.copyOf(accepted);
        return this;
    }

    /** Approvals that were acknowledged. */
    public RunChecker decided(Collection<Decided> acknowledged) {
        decided = List.copyOf(acknowledged);
        return this;
    }

    /**
     * @param sent the reasons of requests that were sent again when no answer came, each its own
     */
    public RunChecker once(Collection<String> sent) {
        reasons = List.copyOf(sent);
        return this;
    }

    /**
     * @param reader gives an artifact in clear, so that recorded digests can be made again
     */
    public RunChecker reading(Function<UUID, byte[]> reader) {
        contents = reader;
        return this;
    }

    /**
     * @param client gives the body of a page or an API answer by its path, signed in as somebody
     *     who sees every run
     */
    public RunChecker asking(UnaryOperator<String> client) {
        portal = client;
        return this;
    }

    /** Empty when nothing is wrong. */
    public List<Violation> check() {
        var evidence = Evidence.of(dataSource, data, history, contents, portal);
        var all = new ArrayList<Violation>();
        all.addAll(Requests.noLoss(evidence));
        all.addAll(Promises.kept(evidence, decided));
        all.addAll(Promises.idempotent(evidence, reasons));
        all.addAll(Applies.atMostOnce(evidence));
        all.addAll(Applies.approved(evidence));
        all.addAll(Slots.exclusive(evidence));
        all.addAll(States.chained(evidence));
        all.addAll(Logs.complete(evidence));
        all.addAll(Histories.legal(evidence));
        all.addAll(Histories.ended(evidence));
        all.addAll(Leftovers.none(evidence));
        all.addAll(Histories.audited(evidence));
        all.addAll(Shown.honest(evidence));
        all.addAll(Doors.idempotent(evidence));
        all.addAll(Stops.askedOnce(evidence));
        all.addAll(Claims.truthful(evidence));
        return all;
    }
}
