package dev.groundplan.page;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Times and durations in words. Templates call it as {@code @times}; a null gives an empty text.
 */
@Component
public class Times {

    private static final DateTimeFormatter FULL =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);

    private final Clock clock;

    Times(Clock clock) {
        this.clock = clock;
    }

    /** "just now", "4 min ago", "in 3 days"; the day once it is more than four weeks away. */
    public String ago(@Nullable Instant at) {
        if (at == null) {
            return "";
        }
        Duration since = Duration.between(at, clock.instant());
        Duration distance = since.abs();
        if (distance.toSeconds() < 10) {
            return "just now";
        }
        if (distance.toDays() >= 28) {
            return DAY.format(at.atOffset(ZoneOffset.UTC));
        }
        return since.isNegative() ? "in " + rough(distance) : rough(distance) + " ago";
    }

    /** ISO 8601 in UTC, for the datetime attribute. */
    public String iso(@Nullable Instant at) {
        return at == null
                ? ""
                : DateTimeFormatter.ISO_INSTANT.format(
                        at.truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
    }

    /** "3 March 2026, 14:05:09 UTC". */
    public String full(@Nullable Instant at) {
        return at == null ? "" : FULL.format(at.atOffset(ZoneOffset.UTC));
    }

    /** "14:05:09", in UTC. */
    public String clock(@Nullable Instant at) {
        return at == null ? "" : CLOCK.format(at.atOffset(ZoneOffset.UTC));
    }

    /** "0.4 s", "48 s", "3 min 12 s", "2 h 5 min", "4 days"; a negative one counts as none. */
    public String duration(@Nullable Duration duration) {
        if (duration == null) {
            return "";
        }
        Duration d = duration.isNegative() ? Duration.ZERO : duration;
        if (d.toMillis() < 10_000) {
            return d.toMillis() % 1000 < 50
                    ? d.toSeconds() + " s"
                    : String.format(Locale.ENGLISH, "%.1f s", d.toMillis() / 1000.0);
        }
        if (d.toMinutes() < 1) {
            return d.toSeconds() + " s";
        }
        if (d.toHours() < 1) {
            return joined(d.toMinutes(), " min", d.toSecondsPart(), " s");
        }
        return d.toDays() < 2
                ? joined(d.toHours(), " h", d.toMinutesPart(), " min")
                : d.toDays() + " days";
    }

    /** How long it has been, such as "14 min". */
    public String since(@Nullable Instant at) {
        return at == null ? "" : rough(Duration.between(at, clock.instant()).abs());
    }

    private static String joined(long big, String bigUnit, int small, String smallUnit) {
        return small == 0 ? big + bigUnit : big + bigUnit + " " + small + smallUnit;
    }

    private static String rough(Duration d) {
        if (d.toMinutes() < 1) {
            return d.toSeconds() + " s";
        }
        if (d.toHours() < 1) {
            return d.toMinutes() + " min";
        }
        if (d.toDays() < 1) {
            return d.toHours() + " h";
        }
        return d.toDays() == 1 ? "1 day" : d.toDays() + " days";
    }
}
