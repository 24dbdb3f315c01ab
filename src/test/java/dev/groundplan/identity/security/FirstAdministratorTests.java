package dev.groundplan.identity.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.Browser;
import dev.groundplan.identity.People;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The portal as it is delivered, at its first start: no demo. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:first;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;"
                    + "DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1",
            "groundplan.data=target/test-data/first"
        })
@ExtendWith(OutputCaptureExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstAdministratorTests {
    private static final Path FILE = Path.of("target/test-data/first/initial-admin-password");
    private static final String COOKIE = "__Host-groundplan";

    @LocalServerPort int port;
    @Autowired People people;

    @Test
    @Order(1)
    void writesTheOneTimePasswordWhereOnlyThePortalCanReadIt() throws IOException {
        assertThat(Files.readString(FILE).strip()).hasSizeGreaterThan(20);
        if (Files.getFileStore(FILE).supportsFileAttributeView("posix")) {
            assertThat(Files.getPosixFilePermissions(FILE))
                    .extracting(Enum::name)
                    .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
        }
    }

    @Test
    @Order(2)
    void knowsNobodyOfTheDemo() {
        assertThat(people.all()).extracting("username").containsExactly("admin");
        for (String username : DemoPeople.usernames()) {
            assertThat(new Browser(port).signIn(username, username).location())
                    .isEqualTo("/login?failed");
        }
        Browser stranger = new Browser(port);
        assertThat(stranger.post("/demo/switch", Map.of("person", "admin")).isLoginPage()).isTrue();
        assertThat(stranger.get("/login").html().text()).doesNotContain("Demo mode");
    }

    @Test
    @Order(3)
    void hasNothingForDevelopersOnly() {
        Browser stranger = new Browser(port);
        for (String path :
                List.of(
                        "/h2-console",
                        "/actuator/heapdump",
                        "/actuator/env",
                        "/v3/api-docs",
                        "/swagger-ui.html")) {
            assertThat(stranger.get(path).isLoginPage()).as(path).isTrue();
        }
    }

    @Test
    @Order(4)
    void protectsTheCookieWithItsPrefix() {
        assertThat(new Browser(port).get("/login").header("set-cookie"))
                .startsWith(COOKIE + "=")
                .contains("Secure")
                .contains("HttpOnly")
                .contains("Path=/")
                .doesNotContain("Domain");
    }

    @Test
    @Order(5)
    void opensOnlyThePageThatReplacesThePassword() throws IOException {
        Browser browser = new Browser(port);
        String password = Files.readString(FILE).strip();
        browser.signIn("admin", password);

        assertThat(browser.get("/people").location()).isEqualTo("/account/password");
        assertThat(browser.post("/people", Map.of()).location()).isEqualTo("/account/password");
        assertThat(browser.get("/account/password").status()).isEqualTo(200);
    }

    @Test
    @Order(6)
    void deletesTheFileOnceThePasswordIsReplaced(CapturedOutput output) throws IOException {
        Browser browser = new Browser(port);
        String password = Files.readString(FILE).strip();
        browser.signIn("admin", password);
        String own = "correct horse battery";

        browser.post(
                "/account/password", Map.of("current", password, "password", own, "again", own));

        assertThat(browser.get("/people").status()).isEqualTo(200);
        assertThat(FILE).doesNotExist();
        assertThat(output.getAll()).doesNotContain(password).doesNotContain(own);
    }
}
