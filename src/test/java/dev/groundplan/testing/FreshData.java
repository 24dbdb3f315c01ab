package dev.groundplan.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** The database in memory is new; what an earlier test run left on disk does not belong to it. */
public class FreshData implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            FileSystemUtils.deleteRecursively(
                    Path.of(
                            Objects.requireNonNull(
                                    context.getEnvironment().getProperty("groundplan.data"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
