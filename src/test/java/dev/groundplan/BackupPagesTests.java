package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.testing.FreshData;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** The page of the backups, of a portal whose database is a file. */
@ActiveProfiles("demo")
@DirtiesContext
@ContextConfiguration(initializers = FreshData.class)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "groundplan.data=./target/test-data/backup-pages")
class BackupPagesTests {
    @Autowired JdbcClient jdbc;
    @LocalServerPort int port;

    @Test
    void letsAnAdminMakeABackupAndListsIt() {
        var admin = Browser.signedIn(port, "admin");
        assertThat(
                        admin.get("/backups")
                                .html()
                                .select("main form[action='/backups'] button")
                                .text())
                .isEqualTo("Back up now");

        assertThat(admin.post("/backups", Map.of()).status()).isEqualTo(302);

        var page = admin.get("/backups").html();
        assertThat(page.text()).contains("is made and checked", "None is made by itself");
        var name = page.select("tbody tr code").text();
        assertThat(name).matches("groundplan-\\d{8}-\\d{6}\\.zip");
        assertThat(Path.of("target/test-data/backup-pages/backups", name)).isRegularFile();
        assertThat(admin.get("/audit?object=" + name).html().select("tbody tr").text())
                .contains("admin", "Backup made");
        assertThat(Browser.signedIn(port, "owner").get("/backups").status()).isEqualTo(403);
    }

    @Test
    void listsEnvironmentsThatARestoreCouldNotBringBack() {
        jdbc.sql(
                        """
                        insert into forgotten_apply (id, environment_id, environment, run_id, number, step, plan_digest,
                            applied_at, noted_at)
                        values (:id, :id, 'newcomer', :id, 1, 'main', '', current_timestamp, current_timestamp)
                        """)
                .param("id", UUID.randomUUID())
                .update();

        var page = Browser.signedIn(port, "admin").get("/backups").html();

        assertThat(page.select("section:has(#strangers-title) li").text()).contains("newcomer");
    }
}
