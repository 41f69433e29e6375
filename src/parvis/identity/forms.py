"""Forms of signing in and of passwords. allauth checks; labels and words are ours."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as theirs
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from parvis.identity.core import addresses

TOO_MANY = "too_many_login_attempts"
_LONG = _("At least 12 characters. A short sentence is easy to remember and hard to guess.")
_TWICE = _("The two passwords are not the same.")


class AddressField(forms.CharField):
    """A mail address, kept as `core.addresses` compares them."""

    def __init__(self, **attributes: Any) -> None:
        attributes |= {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
            "inputmode": "email",
        }
        # No type="email": browsers would rewrite accents in the domain, or refuse them.
        widget = forms.TextInput(attrs=attributes)
        super().__init__(label=_("Your professional e-mail"), max_length=320, widget=widget)

    def clean(self, value: Any) -> str:
        kept = addresses.address(super().clean(value))
        if kept is None:
            raise ValidationError(_("Write a whole address, such as prenom.nom@ville.fr."))
        return kept


class AddressForm(forms.Form):
    """Step one: the address, from which the organisation follows."""

    login = AddressField(autofocus=True)


class PasswordForm(theirs.LoginForm):
    """Step two: the password. The address goes along for password managers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Hidden from sight rather than type="hidden", which password managers do not read.
        self.fields["login"] = AddressField(readonly=True, tabindex="-1", **{"aria-hidden": "true"})
        self.fields["password"] = _password(_("Password"), "current-password", autofocus=True)
        self.limited = False

    def clean(self) -> Any:
        try:
            return super().clean()
        except ValidationError as error:
            self.limited = error.code == TOO_MANY
            self.add_error("password", error)
            return self.cleaned_data

    def refuse(self, text: str) -> None:
        """Too many tries from this place: nothing was checked."""
        self.limited = True
        self._errors = forms.utils.ErrorDict()
        self.cleaned_data: dict[str, Any] = {}
        self.add_error("password", text)


class NewPasswordForm(theirs.ResetPasswordKeyForm):
    """A new password, after the link of the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _new_passwords(self)

    def clean(self) -> Any:
        return _said_twice(self, super(theirs.PasswordVerificationMixin, self).clean())


class ChangePasswordForm(theirs.ChangePasswordForm):
    """A new password, while signed in."""

    field_order = ("oldpassword", "password1", "password2")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"] = _password(_("Present password"), "current-password")
        _new_passwords(self)
        self.order_fields(self.field_order)

    def clean(self) -> Any:
        return _said_twice(self, super(theirs.PasswordVerificationMixin, self).clean())


def _password(label: Any, autocomplete: str, **attributes: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete, **attributes})
    return forms.CharField(label=label, strip=False, max_length=1000, widget=widget)


def _new_passwords(form: Any) -> None:
    field = form.fields["password1"]  # theirs: it checks the rules of the house
    field.label, field.help_text = _("New password"), _LONG
    field.widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    form.fields["password2"] = _password(_("The same again"), "new-password")


def _said_twice(form: Any, cleaned: Any) -> Any:
    """As theirs, in our words."""
    first, second = form.cleaned_data.get("password1"), form.cleaned_data.get("password2")
    if first and second and first != second:
        form.add_error("password2", _TWICE)
    return cleaned
