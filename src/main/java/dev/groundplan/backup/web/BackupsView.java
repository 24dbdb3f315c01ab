package dev.groundplan.backup.web;

import dev.groundplan.run.execution.ForgottenApplies.Stranger;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param refusal why the portal makes none; null when it can
 * @param failure of the last one; null when it went well
 * @param rule when the next is made by itself
 * @param mayMake whether there is a button
 * @param strangers environments that a restore could not bring back
 */
record BackupsView(
        @Nullable String refusal,
        @Nullable String failure,
        String rule,
        boolean mayMake,
        List<Row> backups,
        List<Stranger> strangers) {

    record Row(String name, Instant at, String size) {}
}
