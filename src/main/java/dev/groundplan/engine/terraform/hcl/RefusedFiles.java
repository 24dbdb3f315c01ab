package dev.groundplan.engine.terraform.hcl;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Files that Terraform would obey although nobody reviewed them as part of the template. */
final class RefusedFiles {
    private record Refused(Pattern name, boolean folder, String why) {}

    private static final List<Refused> REFUSED =
            List.of(
                    file(
                            "(.*\\.auto|terraform)\\.tfvars(\\.json)?",
                            "The portal hands over the values; make these the defaults of the variables and remove this file."),
                    file(
                            "(.*_)?override\\.(tf|tofu)(\\.json)?",
                            "An override file changes what other files say; change those and remove this file."),
                    file(
                            "\\.terraformrc|terraform\\.rc|\\.tofurc|tofu\\.rc",
                            "An admin sets up the command on the worker; remove this file."),
                    file(".*\\.tfstate(\\..*)?", "The portal keeps the state; remove this file."),
                    file(
                            ".*\\.tofu(\\.json)?",
                            "The portal reads *.tf files only; rename this file to end in .tf."),
                    new Refused(
                            Pattern.compile("\\.terraform.*"),
                            true,
                            "This folder belongs to the Terraform of whoever ran it here; remove it."));

    private RefusedFiles() {}

    /** What to tell the author, as a sentence; empty when the file is fine. */
    static Optional<String> why(String name, boolean folder) {
        return REFUSED.stream()
                .filter(refused -> refused.folder == folder && refused.name.matcher(name).matches())
                .map(Refused::why)
                .findFirst();
    }

    private static Refused file(String name, String why) {
        return new Refused(Pattern.compile(name), false, why);
    }
}
