import { RelationalModel } from "@web/model/relational_model/relational_model";

// Rows and figures kept from an earlier visit would stand on the screen until the server has
// answered: an amount that is no longer so, and work that somebody else has done meanwhile.
RelationalModel.withCache = false;
