package dev.groundplan.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundplan.testing.SshServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that ssh-keygen makes, and what is none. */
class SshKeyTests {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa", "ecdsa"})
    void hasTheFingerprintThatSshShows(String type) throws Exception {
        var file = folder.resolve("key");
        SshServer.keygen(file, type, "");

        var key = SshKey.of(Files.readString(file));

        var shown = new ProcessBuilder("ssh-keygen", "-l", "-f", file.toString()).start();
        assertThat(new String(shown.getInputStream().readAllBytes())).contains(key.fingerprint());
        assertThat(key.text()).endsWith("-----\n");
    }

    @Test
    void isTakenWithTheLineBreaksOfABrowser() throws Exception {
        var file = folder.resolve("key");
        SshServer.keygen(file, "ed25519", "");
        var text = Files.readString(file);

        assertThat(SshKey.of("\r\n" + text.replace("\n", "\r\n").strip()))
                .isEqualTo(SshKey.of(text));
    }

    @Test
    void isRefusedWithAPassphrase() throws Exception {
        var file = folder.resolve("key");
        SshServer.keygen(file, "ed25519", "a passphrase");
        var text = Files.readString(file);

        assertThatThrownBy(() -> SshKey.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("passphrase");
    }

    @Test
    void isRefusedWhenItWasCut() throws Exception {
        var file = folder.resolve("key");
        SshServer.keygen(file, "ed25519", "");
        var lines = Files.readAllLines(file);

        assertThatThrownBy(
                        () ->
                                SshKey.of(
                                        lines.get(0)
                                                + "\n"
                                                + lines.get(1).substring(0, 40)
                                                + "\n"
                                                + lines.get(lines.size() - 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cut or changed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 me@here",
                "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN OPENSSH PRIVATE KEY-----\n%%%\n-----END OPENSSH PRIVATE KEY-----",
                "-----BEGIN OPENSSH PRIVATE KEY----------END OPENSSH PRIVATE KEY-----"
            })
    void repeatsNothingOfWhatIsNoKey(String text) {
        assertThatThrownBy(() -> SshKey.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ssh-keygen")
                .hasMessageNotContaining("MIIE")
                .hasMessageNotContaining("AAAAC3");
    }
}
