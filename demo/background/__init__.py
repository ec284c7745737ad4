"""The town's ordinary life: nothing in it meets the rule of combination, though single patterns may show by chance."""
