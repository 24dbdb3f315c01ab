package dev.groundplan.engine.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionRangeTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "~> 1.11; 1.11.0; true",
                "~> 1.11; 1.99.0; true",
                "~> 1.11; 1.10.9; false",
                "~> 1.11; 2.0.0; false",
                "~> 1.11.2; 1.11.9; true",
                "~> 1.11.2; 1.12.0; false",
                ">= 1.5, < 2; 1.11.4; true",
                ">= 1.5, < 2; 2.0.0; false",
                ">=1.5,!=1.6.0; 1.6.0; false",
                "1.11.4; 1.11.4; true",
                "= 1.11.4; 1.11.5; false",
                "<= 1.11.4; 1.11.4; true",
                "> 1.11.4; 1.11.4; false",
                ">= 1.5; 1.12.0-rc1; false",
                "1.12.0-rc1; 1.12.0-rc1; true"
            })
    void meansWhatTerraformMeans(String range, String version, boolean included) {
        assertThat(VersionRange.of(range).includes(Version.of(version))).isEqualTo(included);
    }

    @Test
    void refusesWhatIsNoRange() {
        for (var text : List.of("", "latest", ">> 1", "1.x", "~> ", ">= 1.5,")) {
            assertThatThrownBy(() -> VersionRange.of(text))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void putsAPreReleaseBeforeItsRelease() {
        assertThat(
                        List.of(
                                Version.of("1.12.0"),
                                Version.of("1.12.0-rc1"),
                                Version.of("1.9.10"),
                                Version.of("1.10")))
                .isSortedAccordingTo((a, b) -> 0)
                .extracting(Version::toString)
                .containsExactly("1.12.0", "1.12.0-rc1", "1.9.10", "1.10.0");
        assertThat(Version.of("1.12.0-rc1"))
                .isLessThan(Version.of("1.12.0"))
                .isGreaterThan(Version.of("1.11.9"));
    }
}
