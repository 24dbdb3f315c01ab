package dev.groundplan.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RolesTests {
    @Test
    void areBothUnlessSomethingIsSaid() {
        assertThat(Roles.of(new MockEnvironment()).text()).isEqualTo("web+worker");
    }

    @ParameterizedTest
    @CsvSource({
        "'web,worker', true, web+worker",
        "'worker, web', true, web+worker",
        "web, true, web",
        "WORKER, true, worker",
        "'web,worker', false, web",
        "'web,worker', off, web",
        "web, false, web"
    })
    void areWhatTheSettingsSay(String roles, String enabled, String text) {
        assertThat(roles(roles, enabled).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "wrker, true, A role is web or worker.",
        "worker, false, Nothing is left to do",
        "'', true, Nothing is left"
    })
    void areRefusedWithASentence(String roles, String enabled, String sentence) {
        assertThatThrownBy(() -> roles(roles, enabled))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining("groundplan.roles")
                .hasMessageContaining(sentence);
    }

    private static Roles roles(String roles, String enabled) {
        return Roles.of(
                new MockEnvironment()
                        .withProperty("groundplan.roles", roles)
                        .withProperty("groundplan.worker.enabled", enabled));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/login",
                "/api/v1/runs",
                "/actuator",
                "/actuator/info",
                "/actuator/healthy",
                "/css/run.css"
            })
    void haveAWorkerTellNothing(String path) throws Exception {
        var response = answer(new Roles(false, true), path);

        assertThat(response.getStatus()).isEqualTo(421);
        assertThat(response.getContentAsString()).contains("serves no pages");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/readiness"})
    void haveAWorkerTellItsHealth(String path) throws Exception {
        assertThat(answer(new Roles(false, true), path).getStatus()).isEqualTo(200);
    }

    @Test
    void letPagesThroughWhereThereAreSome() throws Exception {
        assertThat(answer(new Roles(true, false), "/login").getStatus()).isEqualTo(200);
    }

    private static MockHttpServletResponse answer(Roles roles, String path) throws Exception {
        var request = new MockHttpServletRequest("GET", path);
        request.setServletPath(path);
        var response = new MockHttpServletResponse();
        new NoPagesFilter(roles).doFilter(request, response, new MockFilterChain());
        return response;
    }
}
