package dev.groundplan.engine.terraform.hcl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternSizeTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "^[a-z][a-z0-9-]{2,20}$",
                "[a-z]{1,63}\\.[a-z]{1,63}",
                "(\\d{1,3}\\.){3}\\d{1,3}",
                "(a{90}){90}",
                "[](){}]{5}",
                "[\\]]{1000}",
                "\\p{Greek}{3}",
                "a{,5}",
                "{",
                "a{3",
                "(((",
                ")))",
                "[",
                "\\",
                "[[:alpha:]]+"
            })
    void letsOrdinaryPatternsPass(String pattern) {
        assertThat(PatternSize.isFine(pattern)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{100}){100}){100}",
                "(((a{1000}){1000}){1000}){1000}",
                "(a{1,999}b{999,}){9}",
                "((a{1000}))((b{1000})){10}",
                "(?:(?:[a-z]{200}){200})",
                "(\\d{999999999}){999999999}"
            })
    void refusesPatternsThatGrowTooLarge(String pattern) {
        assertThat(PatternSize.isFine(pattern)).isFalse();
    }
}
