package dev.groundplan.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says what to do about an embedded database whose file can't be opened. */
class DamagedDatabaseAnalyzer extends AbstractFailureAnalyzer<SQLException> {
    private static final String ENGINE = "org.h2.";
    private static final Set<Integer> DAMAGED =
            Set.of(
                    ErrorCode.FILE_CORRUPTED_1,
                    ErrorCode.FILE_VERSION_ERROR_1,
                    ErrorCode.IO_EXCEPTION_1,
                    ErrorCode.IO_EXCEPTION_2,
                    ErrorCode.GENERAL_ERROR_1);
    private final Environment environment;

    DamagedDatabaseAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        var url = environment.getProperty("spring.datasource.url", "");
        if (!url.startsWith("jdbc:h2:file:")
                || !cause.getClass().getName().startsWith(ENGINE)
                || !DAMAGED.contains(cause.getErrorCode())) {
            return null;
        }
        var data = Path.of(environment.getProperty("groundplan.data", "")).toAbsolutePath();
        return new FailureAnalysis(
                """
                The embedded database can't be opened: its file is damaged, or can't be read.

                    %s

                %s"""
                        .formatted(file(url), cause.getMessage()),
                """
                Is the disk full, or the file somebody else's? Then mend that, and start again. \
                Otherwise give back the newest backup, beside what is there:

                    java -jar groundplan.jar restore <backup.zip> --groundplan.data=%1$s-restored --ledger=%1$s/ledger

                Backups are in groundplan.backup.folder, or else in %1$s/backups. Give the new folder the key \
                (%1$s/master.key) and start with it. Delete nothing of the old one: its ledger says what was \
                applied after the backup."""
                        .formatted(data),
                rootFailure);
    }

    private static String file(String url) {
        return url.substring("jdbc:h2:file:".length()).split(";")[0] + ".mv.db";
    }
}
