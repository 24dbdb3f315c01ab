package dev.groundplan.engine.terraform;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.groundplan.engine.Engine;
import dev.groundplan.engine.EngineContractTests;
import dev.groundplan.engine.StepSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** In the sandbox, where it works. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TerraformEngineContractTests extends EngineContractTests {
    private static final String VARIABLES =
            """
            variable "text" {
              type = string
            }
            variable "secret" {
              type      = string
              sensitive = true
            }
            """;

    private ConfigurableApplicationContext context;

    Map<String, String> settings() {
        return Map.of("groundplan.sandbox", "auto");
    }

    @BeforeAll
    void start(@TempDir Path data) {
        context = TerraformBench.start(data, settings());
        assumeThat(engine().availability().missing()).as("Terraform is installed").isNull();
    }

    @AfterAll
    void stop() {
        context.close();
    }

    @Override
    protected Engine engine() {
        return context.getBean(TerraformEngine.class);
    }

    @Override
    protected StepSpec source() throws IOException {
        bench.file(
                "terraform/main.tf",
                VARIABLES
                        + """
                        resource "terraform_data" "thing" {
                          input = { text = var.text, secret = var.secret }
                        }
                        output "text" {
                          value = var.text
                        }
                        output "secret" {
                          value     = var.secret
                          sensitive = true
                        }
                        """);
        return bench.step("terraform");
    }

    @Override
    protected Optional<StepSpec> failing() throws IOException {
        return script("echo failing on purpose; exit 3");
    }

    @Override
    protected Optional<StepSpec> slow() throws IOException {
        return script("echo working; exec sleep 60");
    }

    private Optional<StepSpec> script(String command) throws IOException {
        bench.file(
                "terraform/main.tf",
                VARIABLES
                        + """
                        resource "terraform_data" "first" {
                          input = var.text
                        }
                        resource "terraform_data" "second" {
                          input = terraform_data.first.id
                          provisioner "local-exec" {
                            command = "%s"
                          }
                        }
                        """
                                .formatted(command));
        return Optional.of(bench.step("terraform"));
    }

    @Override
    protected Optional<StepSpec> broken() throws IOException {
        bench.file("terraform/main.tf", "output \"text\" {\n  value = var.absent\n}\n");
        return Optional.of(bench.step("terraform"));
    }

    @Override
    protected Optional<StepSpec> picky() throws IOException {
        bench.file(
                "terraform/main.tf",
                """
                variable "text" {
                  type = string
                  validation {
                    condition     = length(var.text) >= 3
                    error_message = "At least three letters."
                  }
                }
                variable "secret" {
                  type      = string
                  sensitive = true
                }
                """);
        return Optional.of(bench.step("terraform"));
    }
}
