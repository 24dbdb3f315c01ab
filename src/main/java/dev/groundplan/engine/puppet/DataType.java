package dev.groundplan.engine.puppet;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A data type of Puppet's language, such as {@code Optional[Integer[1, 10]]}. */
record DataType(String name, List<TypeArgument> arguments) implements TypeArgument {
    static final DataType ANY = new DataType("Any", List.of());

    ObjectNode schema() {
        return TypeSchema.of(this);
    }

    List<DataType> types() {
        return arguments.stream()
                .filter(DataType.class::isInstance)
                .map(DataType.class::cast)
                .toList();
    }

    /** The first type in its brackets; Any when there is none. */
    DataType inner() {
        return types().isEmpty() ? ANY : types().get(0);
    }

    /** Whether undef is one of its values. */
    boolean optional() {
        return switch (name) {
            case "Optional", "Undef" -> true;
            case "Variant" -> types().stream().anyMatch(DataType::optional);
            case "Sensitive" -> inner().optional();
            default -> false;
        };
    }

    /** Whether it takes what is Sensitive. */
    boolean secret() {
        return switch (name) {
            case "Sensitive" -> true;
            case "Optional", "NotUndef", "Variant" -> types().stream().anyMatch(DataType::secret);
            default -> false;
        };
    }
}
