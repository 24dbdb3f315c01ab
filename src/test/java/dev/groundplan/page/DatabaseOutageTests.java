package dev.groundplan.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.TransactionSystemException;

class DatabaseOutageTests {
    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01", "53100", "58030", "25P03", "90028", "90031", "90098"})
    void knowsADatabaseThatIsAwayOrFull(String state) {
        assertThat(DatabaseOutage.causes(wrapped(new SQLException("It failed.", state)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "40001", "42601", "90007"})
    void takesOtherFailuresForWhatTheyAre(String state) {
        assertThat(DatabaseOutage.causes(wrapped(new SQLException("It failed.", state)))).isFalse();
    }

    /**
     * What Spring throws when a commit loses its answer: the rollback's failure, not the commit's.
     */
    @Test
    void knowsARollbackOverALostConnection() {
        var closed = new SQLException("Connection is closed");

        assertThat(
                        DatabaseOutage.causes(
                                new TransactionSystemException("JDBC rollback failed", closed)))
                .isTrue();
        assertThat(DatabaseOutage.causes(wrapped(closed))).isFalse();
    }

    private static RuntimeException wrapped(SQLException cause) {
        return new DataAccessResourceFailureException("The statement failed.", cause);
    }
}
