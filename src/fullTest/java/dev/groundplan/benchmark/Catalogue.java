package dev.groundplan.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The templates that are measured: Terraform without a provider, so the tool's own time is small.
 */
record Catalogue(Path folder) {
    static final String THREE = "three-values";
    static final String TALKER = "talker";
    static final int LINES = 200;

    private static final String MANIFEST =
            """
            apiVersion: groundplan.dev/v1
            kind: Template
            metadata: {name: %s, title: %s, owner: benchmark, version: 1.0.0, description: Measured by the benchmark.}
            spec:
              steps:
                - {id: main, engine: terraform, source: terraform}
            """;

    private static final String THREE_VALUES =
            """
            variable "text" {
              type    = string
              default = "x"
            }

            resource "terraform_data" "value" {
              count = 3
              input = "${var.text}-${count.index}"
            }

            output "text" {
              value = var.text
            }
            """;

    /** Ten lines a second, each with the time at which it was written. */
    private static final String TEN_LINES_A_SECOND =
            """
            resource "terraform_data" "talk" {
              provisioner "local-exec" {
                command = "i=0; while [ $i -lt %d ]; do echo stamp=$(date +%%s%%3N); sleep 0.1; i=$((i+1)); done"
              }
            }
            """
                    .formatted(LINES);

    Catalogue write() throws IOException {
        template(THREE, THREE_VALUES);
        template(TALKER, TEN_LINES_A_SECOND);
        return this;
    }

    Path sources(String template) {
        return folder.resolve(template).resolve("terraform");
    }

    private void template(String name, String source) throws IOException {
        Files.createDirectories(sources(name));
        Files.writeString(
                folder.resolve(name).resolve("template.yaml"), MANIFEST.formatted(name, name));
        Files.writeString(sources(name).resolve("main.tf"), source);
    }
}
