package dev.groundplan.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * The values a step gets, references resolved.
 *
 * @param values by input name; secrets in clear, so never log this
 * @param sensitive names of the inputs that hold a secret
 * @param credentials what the step may use besides; each is a file in {@link Workdir#credentials},
 *     or a variable
 */
public record Inputs(ObjectNode values, Set<String> sensitive, List<CredentialLease> credentials) {

    /** Of a step without credentials. */
    public Inputs(ObjectNode values, Set<String> sensitive) {
        this(values, sensitive, List.of());
    }

    /** The credential for a role, if it is of that kind. */
    public Optional<CredentialLease> credential(String role, CredentialLease.Kind kind) {
        return credentials.stream()
                .filter(lease -> lease.role().equals(role) && lease.kind() == kind)
                .findFirst();
    }

    /** Environment variables that hold credentials; secrets in clear. */
    public Map<String, String> variables() {
        return credentials.stream()
                .filter(lease -> lease.kind() == CredentialLease.Kind.VARIABLE)
                .collect(Collectors.toMap(CredentialLease::role, CredentialLease::secret));
    }

    @Override
    public String toString() {
        return "Inputs" + values.propertyNames();
    }
}
