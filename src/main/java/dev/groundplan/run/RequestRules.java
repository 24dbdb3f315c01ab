package dev.groundplan.run;

import dev.groundplan.environment.Environment;
import dev.groundplan.environment.Environment.Condition;
import dev.groundplan.environment.Environments;
import dev.groundplan.identity.TeamId;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What a request must fulfil, whatever its template says. */
@Component
public class RequestRules {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,39}");

    /** The most characters that a reason can have. */
    public static final int REASON_LENGTH = 2000;

    private final Environments environments;
    private final List<String> tiers;

    RequestRules(
            Environments environments,
            @Value("${groundplan.tiers:dev,test,prod}") List<String> tiers) {
        this.environments = environments;
        this.tiers = List.copyOf(tiers);
    }

    /** Where environments can live, in their order. */
    public List<String> tiers() {
        return tiers;
    }

    /**
     * Judges where a new environment is to live, before it is requested.
     *
     * @param team whose names must not clash; null when it is not known yet
     * @throws InvalidRequestException naming the first field that can't be taken
     */
    public void checkPlace(@Nullable TeamId team, String tier, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidRequestException(
                    "name",
                    "The name must start with a letter and have 2 to 40 lower case letters, digits and dashes, such as orders-db.");
        }
        if (team != null && environments.findLive(team, name).isPresent()) {
            throw new InvalidRequestException(
                    "name",
                    "Your team already has an environment named \""
                            + name
                            + "\". Choose another name.");
        }
        if (!tiers.contains(tier)) {
            throw new InvalidRequestException(
                    "tier", "Choose one of the tiers: " + String.join(", ", tiers) + ".");
        }
    }

    static void checkReason(String reason) {
        var problem = PlainText.problem(reason, REASON_LENGTH);
        if (!problem.isEmpty()) {
            throw new InvalidRequestException("reason", "The reason " + problem);
        }
    }

    static void checkConfirmation(Environment environment, String typed) {
        if (!environment.name().equals(typed)) {
            throw new InvalidRequestException(
                    "confirmation",
                    "Type the environment's name, "
                            + environment.name()
                            + ", to have it destroyed.");
        }
    }

    static void refuseOutdated(Environment environment, @Nullable Integer expected) {
        var now = environment.appliedRevision() == null ? 0 : environment.appliedRevision();
        if (expected != null && expected != now) {
            throw new OutdatedRequestException(
                    "The environment was changed since you opened this page. Look at the present values and decide again.");
        }
    }

    static void refuseGone(Environment environment) {
        if (environment.condition() == Condition.DESTROYED) {
            throw new ConflictingRequestException(
                    "environment", "The environment is destroyed and can't be changed.");
        }
    }
}
