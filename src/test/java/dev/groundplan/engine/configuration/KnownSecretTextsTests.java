package dev.groundplan.engine.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.engine.EngineBench;
import dev.groundplan.engine.Inputs;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The secrets of a step, where a tool shows them again. */
class KnownSecretTextsTests {
    private final Secrets secrets =
            Secrets.of(
                    new Inputs(
                            EngineBench.values(Map.of("pin", "4711", "name", "shop")),
                            Set.of("pin")));

    @Test
    void areNotShownInADifferenceHoweverShortTheyAre() {
        assertThat(secrets.masked("-pin=0\n+pin=4711")).isEqualTo("-pin=0\n+pin=••••••");
        assertThat(secrets.masked("-name=a\n+name=shop")).isEqualTo("-name=a\n+name=shop");
        assertThat(secrets.masked(null)).isNull();
    }

    @Test
    void areFoundOnEitherSideOnce() {
        var before = EngineBench.values(Map.of("text", "4711", "other", "1"));
        var after = EngineBench.values(Map.of("text", "is 4711", "more", List.of("x4711x")));

        assertThat(secrets.pointers(before, after)).containsExactly("/text", "/more/0");
    }
}
