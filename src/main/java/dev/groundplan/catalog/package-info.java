/** Templates and their immutable versions: imported from folders, checked, shown. */
@ApplicationModule(allowedDependencies = {"page", "store", "identity", "engine", "form"})
@NullMarked
package dev.groundplan.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
