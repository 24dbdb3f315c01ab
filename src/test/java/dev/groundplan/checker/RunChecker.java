package dev.groundplan.checker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The invariants I1 to I10 of a portal at rest, over its database, the recorder's journals and what
 * clients were told.
 */
public class RunChecker {
    private final DataSource dataSource;
    private final List<Path> data;
    private List<Accepted> history = List.of();
    private @Nullable Function<UUID, byte[]> contents;

    /**
     * @param data the data directories of all nodes
     */
    public RunChecker(DataSource dataSource, Path... data) {
        this.dataSource = dataSource;
        this.data = List.of(data);
    }

    public RunChecker told(List<Accepted> accepted) {
        history = List.copyOf(accepted);
        return this;
    }

    /**
     * @param reader gives an artifact in clear, so that recorded digests can be made again
     */
    public RunChecker reading(Function<UUID, byte[]> reader) {
        contents = reader;
        return this;
    }

    /** Empty when nothing is wrong. */
    public List<Violation> check() {
        var evidence = Evidence.of(dataSource, data, history, contents);
        var all = new ArrayList<Violation>();
        all.addAll(Requests.noLoss(evidence));
        all.addAll(Applies.atMostOnce(evidence));
        all.addAll(Applies.approved(evidence));
        all.addAll(Slots.exclusive(evidence));
        all.addAll(States.chained(evidence));
        all.addAll(Logs.complete(evidence));
        all.addAll(Histories.legal(evidence));
        all.addAll(Histories.ended(evidence));
        all.addAll(Leftovers.none(evidence));
        all.addAll(Histories.audited(evidence));
        all.addAll(Stops.askedOnce(evidence));
        all.addAll(Claims.truthful(evidence));
        return all;
    }
}
