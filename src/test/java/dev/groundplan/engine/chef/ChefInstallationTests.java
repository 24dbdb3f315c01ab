package dev.groundplan.engine.chef;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChefInstallationTests {
    @TempDir Path temp;

    /** As the packages lay it out, and started in the sandbox where it works. */
    @Test
    void findsAClientWithItsOwnRubyByALink() throws Exception {
        var home = temp.toRealPath().resolve("opt/cinc");
        var inner = script(home.resolve("embedded/answer"), "echo 'Cinc Client: 18.2.7'");
        var program = script(home.resolve("bin/cinc-client"), "exec " + inner);
        var link = Files.createSymbolicLink(temp.resolve("chef-client"), program);

        assertThat(versions(link)).isEqualTo("[18.2.7 (Cinc Client)]");
        assertThat(Installation.home(link)).containsExactly(home);
    }

    @Test
    void knowsChefFromCinc() throws Exception {
        var program = script(temp.resolve("bin/chef-client"), "echo 'Chef Infra Client: 17.10.0'");

        assertThat(versions(program)).isEqualTo("[17.10.0]");
        assertThat(Installation.home(program)).as("nobody's home").isEmpty();
    }

    @Test
    void saysHowToGetOne() {
        assertThat(versions(temp.resolve("nothing")))
                .startsWith("Chef is not installed on this worker. Install Cinc Client");
    }

    private String versions(Path program) {
        var settings = Map.of("groundplan.tools.chef", program.toString());
        try (var context = ChefBench.start(temp.resolve("data"), settings)) {
            var availability = context.getBean(ChefEngine.class).availability();
            return availability.usable()
                    ? availability.versions().toString()
                    : availability.missing();
        }
    }

    private static Path script(Path file, String line) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
