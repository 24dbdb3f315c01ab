package dev.groundplan.catalog.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionRangeTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "~> 1.11     | 1.11.4 | true", "~> 1.11   | 1.12.0 | true",
                        "~> 1.11 | 2.0.0 | false", "~> 1.11 | 1.10.9 | false",
                "~> 1.11.2   | 1.11.9 | true", "~> 1.11.2 | 1.12.0 | false", "~> 1 | 1.9 | true",
                        "~> 1 | 2.0 | false",
                ">= 1.9, < 2 | 1.9.0 | true", ">= 1.9, < 2 | 2.0.0 | false", "1.5.0 | 1.5 | true",
                        "= 1.5 | 1.5.1 | false",
                "!= 1.5      | 1.5.0 | false", "> 1.5 | 1.5.0 | false", "<= 1.5 | 1.5.0 | true",
                        ">= 1.9 | 1.10 | true",
                ">= 2.14     | ansible-core 2.14.18 | true", ">= 1 | unknown | false",
            })
    void knowsWhatFits(String range, String version, boolean fits) {
        assertThat(VersionRange.of(range).contains(version)).isEqualTo(fits);
    }
}
