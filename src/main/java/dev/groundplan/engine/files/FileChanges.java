package dev.groundplan.engine.files;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.groundplan.engine.Change;
import dev.groundplan.engine.Change.Fidelity;
import dev.groundplan.engine.ChangeAction;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Describes what happens to files, with line diffs. */
final class FileChanges {
    private static final int CONTEXT = 3;
    private static final int DIFF_LIMIT = 64 * 1024;

    private FileChanges() {}

    static Change create(String path, byte[] after) {
        return change(path, ChangeAction.CREATE, null, after, null);
    }

    static Change update(String path, byte[] before, byte[] after, @Nullable String reason) {
        return change(path, ChangeAction.UPDATE, before, after, reason);
    }

    static Change delete(String path, byte[] before) {
        return change(path, ChangeAction.DELETE, before, null, null);
    }

    private static Change change(
            String path,
            ChangeAction action,
            byte @Nullable [] before,
            byte @Nullable [] after,
            @Nullable String reason) {
        return new Change(
                path,
                null,
                "file",
                path.substring(path.lastIndexOf('/') + 1),
                null,
                action,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                reason,
                diff(path, before, after),
                null,
                Fidelity.EXACT);
    }

    /** What becomes of the output that lists the files. */
    static ChangeAction ofPaths(Set<String> before, Set<String> after) {
        if (before.equals(after)) {
            return ChangeAction.NO_OP;
        }
        if (before.isEmpty()) {
            return ChangeAction.CREATE;
        }
        return after.isEmpty() ? ChangeAction.DELETE : ChangeAction.UPDATE;
    }

    private static String diff(String path, byte @Nullable [] before, byte @Nullable [] after) {
        var old = before == null ? java.util.Optional.of("") : Folder.text(before);
        var now = after == null ? java.util.Optional.of("") : Folder.text(after);
        if (old.isEmpty() || now.isEmpty()) {
            return "Binary file, " + (after == null ? 0 : after.length) + " bytes";
        }
        var oldLines = lines(old.get());
        var patch = DiffUtils.diff(oldLines, lines(now.get()));
        var from = before == null ? "/dev/null" : path;
        var to = after == null ? "/dev/null" : path;
        var diff =
                String.join(
                        "\n",
                        UnifiedDiffUtils.generateUnifiedDiff(from, to, oldLines, patch, CONTEXT));
        return diff.length() <= DIFF_LIMIT
                ? diff
                : diff.substring(0, DIFF_LIMIT) + "\n… the rest is not shown";
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : text.lines().toList();
    }
}
