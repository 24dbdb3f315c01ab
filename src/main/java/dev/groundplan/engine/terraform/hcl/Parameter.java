package dev.groundplan.engine.terraform.hcl;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a form needs to know of a variable. */
record Parameter(ObjectNode schema, boolean required, List<Note> notes) {
    /** Something to tell the template's author, at a line of the variable's file. */
    record Note(int line, String message, boolean fatal) {}

    static Parameter of(Variable variable) {
        var notes = new ArrayList<Note>();
        var type = type(variable, notes);
        var schema = JsonNodeFactory.instance.objectNode().put("title", title(variable.name()));
        if (variable.description() != null) {
            schema.put("description", variable.description());
        }
        schema.setAll(type.schema());
        if (variable.secret()) {
            schema.put("writeOnly", true);
        }
        var subjects = new Subjects(variable.name(), schema);
        for (var validation : variable.validations()) {
            if (validation.condition() != null) {
                new Conditions(subjects, validation.message()).require(validation.condition());
            }
        }
        return new Parameter(schema, standard(variable, type, schema, notes), notes);
    }

    private static Type type(Variable variable, List<Note> notes) {
        if (variable.type() == null) {
            return new AnyType();
        }
        try {
            return TypeReader.read(variable.type().value());
        } catch (SyntaxException wrong) {
            notes.add(new Note(wrong.line(), wrong.sentence(), true));
            return new AnyType();
        }
    }

    /**
     * Sets the default, and tells whether a value has to be entered. A secret's default must not
     * reach a browser.
     */
    private static boolean standard(
            Variable variable, Type type, ObjectNode schema, List<Note> notes) {
        var standard = variable.standard();
        if (standard == null) {
            return true;
        }
        if (variable.secret() || Literals.isNull(standard)) {
            return false;
        }
        var written = Literals.value(standard);
        var value = written.flatMap(type::convert);
        var line = standard.span().line();
        if (value.isEmpty()) {
            notes.add(new Note(line, unusable(variable.name(), written.isPresent()), false));
            return false;
        }
        if (!Rules.keeps(schema, value.get())) {
            notes.add(new Note(line, broken(variable.name()), false));
            return true;
        }
        schema.set("default", value.get());
        return false;
    }

    private static String unusable(String name, boolean written) {
        return "The default of \""
                + name
                + "\" "
                + (written ? "does not fit its type as it is written" : "is not written out")
                + ", so the form can't show it; Terraform uses it where nothing is entered.";
    }

    private static String broken(String name) {
        return "The default of \""
                + name
                + "\" breaks a validation of \""
                + name
                + "\", so a value has to be entered; change the default or remove it.";
    }

    /** "db_password" is shown as "Db password". */
    private static String title(String name) {
        var words = name.replaceAll("[_-]+", " ").strip();
        return words.isEmpty() ? name : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
