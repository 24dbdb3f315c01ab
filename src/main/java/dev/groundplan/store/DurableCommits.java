package dev.groundplan.store;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * What PostgreSQL acknowledges must survive its crash, also where the server is set to {@code
 * synchronous_commit = off}: then the last commits before a crash are lost, and with them approvals
 * and the consumption of plans. Stronger settings stay (<a
 * href="https://www.postgresql.org/docs/current/wal-async-commit.html">asynchronous commit</a>).
 * And what is not committed must not last: a transaction whose client is cut off without a word
 * would keep its locks until TCP gives up, after two hours, and nobody could touch its environment.
 * Nor may a node that stands still in the middle of one keep the others from saying that it is
 * gone.
 */
@Component
class DurableCommits implements BeanPostProcessor {
    private static final String ON =
            """
            select case when current_setting('synchronous_commit') = 'off'
                then set_config('synchronous_commit', 'on', false) end,
                case when current_setting('idle_in_transaction_session_timeout') = '0'
                then set_config('idle_in_transaction_session_timeout', '10s', false) end\
            """;

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool
                && String.valueOf(pool.getJdbcUrl()).startsWith("jdbc:postgresql:")) {
            pool.setConnectionInitSql(ON);
        }
        return bean;
    }
}
