package dev.groundplan.backup.api;

import dev.groundplan.backup.Backup;
import dev.groundplan.backup.BackupFailedException;
import dev.groundplan.backup.BackupRefusedException;
import dev.groundplan.backup.Backups;
import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.TokenScope;
import dev.groundplan.identity.Viewer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Backups of the embedded database. They stay on the portal's machine: none is sent. */
@RestController
@RequestMapping("/api/v1/backups")
@Tag(name = "Backups", description = "Of the embedded database, made while the portal works.")
class ApiBackupsController {
    private final Backups backups;

    ApiBackupsController(Backups backups) {
        this.backups = backups;
    }

    @GetMapping
    @Operation(summary = "List the backups", description = "Newest first.")
    @Allowed(Allowed.To.AUDITORS)
    List<Backup> index() {
        return backups.all();
    }

    @PostMapping
    @Operation(
            summary = "Make a backup now",
            description =
                    "Answers when it is written, read back and on the disk. On PostgreSQL 409: use pg_dump.")
    @ResponseStatus(HttpStatus.CREATED)
    @Allowed(value = Allowed.To.ADMINS, scope = TokenScope.ADMIN)
    Backup create(Viewer viewer) {
        return backups.make(viewer.id());
    }

    @ExceptionHandler
    ProblemDetail refused(BackupRefusedException refused) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.CONFLICT, String.valueOf(refused.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail failed(BackupFailedException failed) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR, String.valueOf(failed.getMessage()));
    }
}
