package dev.groundplan.identity.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

class DemoAddressCheckTests {
    private final WebApplicationContextRunner portal =
            new WebApplicationContextRunner().withUserConfiguration(Properties.class);

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.7", "::"})
    void refusesToOfferTheDemoToOtherMachines(String address) {
        portal.withPropertyValues("spring.profiles.active=demo", "server.address=" + address)
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .isInstanceOf(DemoAddressException.class)
                                        .hasMessageContaining("listens on this machine only"));
    }

    @Test
    void refusesWhenNoAddressIsSetBecauseThatMeansAll() {
        portal.withPropertyValues("spring.profiles.active=demo")
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .hasMessageContaining("every address"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "localhost"})
    void startsOnThisMachine(String address) {
        portal.withPropertyValues("spring.profiles.active=demo", "server.address=" + address)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void letsARealPortalListenEverywhere() {
        portal.withPropertyValues("server.address=0.0.0.0")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void saysWhatToDoInsteadOfPrintingAStackTrace() {
        var analysis = new DemoAddressAnalyzer().analyze(new DemoAddressException("0.0.0.0"));

        assertThat(analysis.getDescription()).contains("0.0.0.0");
        assertThat(analysis.getAction()).contains("server.address=127.0.0.1");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ServerProperties.class)
    @Import(DemoAddressCheck.class)
    static class Properties {}
}
