package dev.groundplan.run;

import static dev.groundplan.run.RunStatus.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RunStatusTests {
    /** The published table, written down a second time on purpose. */
    private static final Map<RunStatus, Set<RunStatus>> PUBLISHED =
            Map.of(
                    QUEUED, Set.of(PLANNING, CANCELED, UNKNOWN),
                    PLANNING,
                            Set.of(
                                    AWAITING_APPROVAL,
                                    APPROVED,
                                    PLANNED,
                                    NO_CHANGES,
                                    APPLIED,
                                    CANCELED,
                                    FAILED,
                                    UNKNOWN),
                    AWAITING_APPROVAL, Set.of(APPROVED, REJECTED, CANCELED, STALE, UNKNOWN),
                    APPROVED, Set.of(APPLYING, STALE, CANCELED, UNKNOWN),
                    APPLYING, Set.of(PLANNING, APPLIED, CANCELED, FAILED, UNKNOWN),
                    UNKNOWN, Set.of(APPLIED, FAILED));

    @ParameterizedTest
    @MethodSource("pairs")
    void allowsExactlyThePublishedMoves(RunStatus from, RunStatus to) {
        assertThat(from.canBecome(to))
                .isEqualTo(PUBLISHED.getOrDefault(from, Set.of()).contains(to));
    }

    static Stream<Arguments> pairs() {
        return Stream.of(values())
                .flatMap(from -> Stream.of(values()).map(to -> Arguments.of(from, to)));
    }

    @Test
    void endsInTheStatusesThatLeadNowhere() {
        assertThat(Stream.of(values()).filter(RunStatus::isFinal))
                .containsExactlyInAnyOrder(
                        APPLIED, NO_CHANGES, PLANNED, REJECTED, CANCELED, STALE, FAILED);
    }

    @Test
    void isUnknownWithoutBeingAtAnEnd() {
        assertThat(UNKNOWN.isFinal()).isFalse();
    }
}
