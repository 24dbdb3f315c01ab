package dev.groundplan.run;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Guards what a worker writes beside the run's own row: a worker that was away for so long that
 * another claim came after its own writes nothing more.
 */
@Repository
public class Claims {
    private final JdbcClient jdbc;

    Claims(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps the run from being claimed by somebody else until the transaction ends. Who also locks
     * the environment does that before.
     *
     * @throws StaleClaimException when that has happened already
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(Run claimed) {
        var epoch =
                jdbc.sql("select epoch from run where id = :id for update")
                        .param("id", claimed.id().value())
                        .query(Long.class)
                        .single();
        refuse(claimed, epoch);
    }

    /**
     * The same for a moment, for what is no write: that a tool is started, or told to stop.
     *
     * @throws StaleClaimException when the run is somebody else's by now
     */
    public void check(Run claimed) {
        var epoch =
                jdbc.sql("select epoch from run where id = :id")
                        .param("id", claimed.id().value())
                        .query(Long.class)
                        .single();
        refuse(claimed, epoch);
    }

    private static void refuse(Run claimed, long epoch) {
        if (epoch != claimed.claim().epoch()) {
            throw new StaleClaimException(claimed.id());
        }
    }
}
