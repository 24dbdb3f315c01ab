package dev.groundplan.identity.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPathTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/teams",
                "/runs/7?part=2&after=x%20y",
                "/environments/a-b/resources",
                "/teams?back=%2F%2Fx"
            })
    void keepsAPathOfThisPortal(String path) {
        assertThat(ReturnPath.of(path)).isEqualTo(path);
        assertThat(ReturnPath.ofAddress("https://any.host:8443" + path)).isEqualTo(path);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "https://evil.example",
                "http:evil.example",
                "HTTPS://evil.example/teams",
                "//evil.example",
                "///evil.example",
                "////evil.example/teams",
                "/\\evil.example",
                "\\\\evil.example",
                "\\/evil.example",
                "/\\/evil.example",
                "/teams//evil.example",
                "/teams/..//evil.example",
                "/../evil",
                "/..;/evil",
                "/%2e%2e/evil",
                "/a/../../b",
                "javascript:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "mailto:a@example.org",
                "evil.example",
                "@evil.example",
                ".evil.example",
                "?next=//evil",
                "#//evil.example",
                "/\tevil",
                "/\n/evil.example",
                "/\r\nLocation: https://evil.example",
                "/ /evil.example",
                " /teams",
                "\t//evil.example",
                "/\u0000",
                "/\u2028/evil",
                "/\u3002evil",
                "/ｅvil",
                "/te|ams",
                "/te<ams",
                "/%",
                "/%zz",
                "/login",
                "/login?next=/login",
                "/logout",
                "ftp://evil.example",
                "file:///etc/passwd",
                "blob:https://evil.example"
            })
    void refusesEverythingElse(String wish) {
        assertThat(ReturnPath.of(wish)).isEqualTo("/");
    }
}
