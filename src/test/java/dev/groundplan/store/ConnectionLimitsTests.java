package dev.groundplan.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;

class ConnectionLimitsTests {
    @Test
    void noConnectionToPostgreSqlIsSilentForEver() {
        var pool = pool("jdbc:postgresql://db/groundplan");

        new ConnectionLimits().postProcessBeforeInitialization(pool, "dataSource");

        assertThat(pool.getDataSourceProperties())
                .containsEntry("socketTimeout", "20")
                .containsEntry("connectTimeout", "5")
                .containsEntry("tcpKeepAlive", "true");
        assertThat(ConnectionLimits.properties("anna", "secret"))
                .containsEntry("user", "anna")
                .containsEntry("socketTimeout", "20");
    }

    @Test
    void leavesWhatAnOperatorSays() {
        var pool = pool("jdbc:postgresql://db/groundplan");
        pool.addDataSourceProperty("socketTimeout", "90");

        new ConnectionLimits().postProcessBeforeInitialization(pool, "dataSource");

        assertThat(pool.getDataSourceProperties()).containsEntry("socketTimeout", "90");
    }

    @Test
    void givesH2NothingItDoesNotKnow() {
        var pool = pool("jdbc:h2:mem:limits");

        new ConnectionLimits().postProcessBeforeInitialization(pool, "dataSource");

        assertThat(pool.getDataSourceProperties()).isEmpty();
    }

    private static HikariDataSource pool(String url) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        return pool;
    }
}
