package dev.groundplan.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Rules on the text of the portal's Java files. */
class JavaSourceTests {
    private static final int MOST_LINES = 300;
    private static final int MOST_LINES_OF_A_METHOD = 40;
    private static final Pattern WRITES_RUNS =
            Pattern.compile(
                    "(update\\s+run\\s+set|delete\\s+from\\s+run\\b(?!_)|insert\\s+into\\s+run\\b(?!_))",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern STREAMS_ROWS =
            Pattern.compile("\\.query\\([^()]*(\\([^()]*\\)[^()]*)*\\)\\s*\\.stream\\(\\)");

    @Test
    void keepsFilesShort() {
        assertThat(SourceFiles.below(SourceFiles.JAVA, ".java"))
                .allSatisfy(
                        file ->
                                assertThat(SourceFiles.text(file).lines().count())
                                        .as("lines of %s", file)
                                        .isLessThanOrEqualTo(MOST_LINES));
    }

    @Test
    void keepsMethodsShort() throws IOException {
        assertThat(longMethods()).isEmpty();
    }

    @Test
    void changesRunsThroughOneDoor() {
        var writers =
                SourceFiles.below(SourceFiles.JAVA, ".java").stream()
                        .filter(file -> WRITES_RUNS.matcher(SourceFiles.text(file)).find())
                        .map(file -> file.getFileName().toString());

        assertThat(writers).containsExactly("RunRepository.java");
    }

    /** A stream of rows keeps its connection until somebody closes it. */
    @Test
    void readsRowsAsLists() {
        assertThat(SourceFiles.below(SourceFiles.JAVA, ".java"))
                .noneMatch(file -> STREAMS_ROWS.matcher(SourceFiles.text(file)).find());
    }

    private static List<String> longMethods() throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var sources =
                    files.getJavaFileObjectsFromPaths(SourceFiles.below(SourceFiles.JAVA, ".java"));
            var task =
                    (JavacTask)
                            compiler.getTask(
                                    null, files, null, List.of("-proc:none"), null, sources);
            var tooLong = new ArrayList<String>();
            for (var unit : task.parse()) {
                new Methods(unit, Trees.instance(task), tooLong).scan(unit, null);
            }
            return tooLong;
        }
    }

    private static final class Methods extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final Trees trees;
        private final List<String> tooLong;

        Methods(CompilationUnitTree unit, Trees trees, List<String> tooLong) {
            this.unit = unit;
            this.trees = trees;
            this.tooLong = tooLong;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            if (method.getBody() != null && lines(method) > MOST_LINES_OF_A_METHOD) {
                tooLong.add(
                        unit.getSourceFile().getName()
                                + " "
                                + method.getName()
                                + ": "
                                + lines(method));
            }
            return super.visitMethod(method, nothing);
        }

        private long lines(MethodTree method) {
            var positions = trees.getSourcePositions();
            var lines = unit.getLineMap();
            return lines.getLineNumber(positions.getEndPosition(unit, method.getBody()))
                    - lines.getLineNumber(positions.getStartPosition(unit, method.getBody()))
                    + 1;
        }
    }
}
