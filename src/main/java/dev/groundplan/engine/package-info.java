/** The contract that every tool fulfils, the model of its plans, and one folder per tool. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.groundplan.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
