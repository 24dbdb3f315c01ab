package dev.groundplan.engine.terraform.hcl;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content of a file or of a block. */
record Body(Map<String, Attribute> attributes, List<Block> blocks) {
    /** {@code text} is the expression as written. */
    record Attribute(String name, Expression value, String text, int line) {}

    record Block(String type, List<String> labels, Body body, int line) {
        String label(int position) {
            return position < labels.size() ? labels.get(position) : "";
        }
    }

    @Nullable Expression value(String name) {
        var attribute = attributes.get(name);
        return attribute == null ? null : attribute.value();
    }

    List<Block> blocks(String type) {
        return blocks.stream().filter(block -> block.type().equals(type)).toList();
    }
}
