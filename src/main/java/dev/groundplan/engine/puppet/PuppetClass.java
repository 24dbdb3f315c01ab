package dev.groundplan.engine.puppet;

import java.util.List;
import java.util.Map;

/**
 * A class that a manifest defines.
 *
 * @param descriptions of its parameters, by name
 */
record PuppetClass(String name, List<Parameter> parameters, Map<String, String> descriptions) {}
